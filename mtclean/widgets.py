"""Buttons around a `review.Session`, for notebooks: every click calls one method of it and draws what came of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from .errors import MtcleanError
from .html import article, focus, style
from .render import visible
from .review import Place, Session

NO_FLAGS = "There is nothing to review: no flags."
STYLES = {"Accept": "success", "Reject": "danger"}
WHOLE_ARTICLE = {"max_height": "34rem", "overflow": "auto"}


class Panel:
    """The current flag, its choices and its article; show `box` in a notebook, press `buttons` in a test."""

    def __init__(self, session: Session, folder: Path) -> None:
        kit = library()
        self.session = session
        self._folder = folder
        self.buttons = {name: self._button(kit, name, action) for name, action in self._actions().items()}
        self.choice = kit.RadioButtons(description="Suggestions", layout={"width": "auto"})
        self.own = kit.Text(description="Own words", continuous_update=False)
        self.progress = kit.IntProgress(max=max(1, len(session.places)), description="Decided")
        self.message, self.focus, self.article = kit.HTML(), kit.HTML(), kit.HTML()
        self.box = self._arranged(kit)
        self.refresh(f"{len(session.unmatched)} earlier decisions fit no flag here" if session.unmatched else "")

    def _actions(self) -> dict[str, Callable[[], object]]:
        session = self.session
        return {
            "Previous": session.previous,
            "Skip": session.next,
            "Accept": lambda: session.accept(self._chosen),
            "Reject": session.reject,
            "Use own words": lambda: session.replace(self.own.value),
            "Accept all like this": lambda: f"{session.accept_alike(self._chosen):,} accepted",
            "Reject all like this": lambda: f"{session.reject_alike():,} rejected",
            "Undo": lambda: f"{session.undo():,} taken back",
            "Export texts": lambda: f"{len(session.export(self._folder)):,} texts are in {self._folder}",
        }

    def _button(self, kit: ModuleType, name: str, action: Callable[[], object]) -> Any:  # noqa: ANN401
        button = kit.Button(description=name, button_style=STYLES.get(name, ""), layout={"width": "auto"})
        button.on_click(partial(self._clicked, action))
        return button

    @property
    def _chosen(self) -> int:
        return self.choice.index or 0

    def _arranged(self, kit: ModuleType) -> Any:  # noqa: ANN401 - ipywidgets has no types
        buttons = kit.HBox(list(self.buttons.values()), layout={"flex_flow": "row wrap"})
        head = kit.HBox([self.progress, self.message])
        whole = kit.Box([self.article], layout=WHOLE_ARTICLE)
        return kit.VBox([head, self.focus, self.choice, self.own, buttons, whole])

    def _clicked(self, action: Callable[[], object], _button: object) -> None:
        try:
            said = action()
        except MtcleanError as error:
            self.refresh(str(error))
            return
        self.own.value = ""
        self.refresh(said if isinstance(said, str) else "")

    def refresh(self, message: str = "") -> None:
        """Draw the session as it is now, with a remark."""
        tally = self.session.tally
        self.progress.value = sum(tally) - tally.open
        self.message.value = escape(f"{tally}. {message}")
        if self.session.current is None:
            self.focus.value = NO_FLAGS
        else:
            self._show(self.session.current)

    def _show(self, place: Place) -> None:
        report, flag = place
        made = {other: self.session.decision(Place(report, other)) for other in report.flags}
        said = {other: str(decision) for other, decision in made.items() if decision is not None}
        self.choice.options = [f"{visible(s.replacement) or '(nothing)'} ({s.safety.label})" for s in flag.suggestions]
        self.choice.index = 0 if flag.suggestions else None
        self.focus.value = style() + focus(report, flag, said=said.get(flag, ""))
        self.article.value = style() + article(report, now=flag, said=said)


def library() -> ModuleType:
    """Import ipywidgets, or say in a sentence how to get it."""
    try:
        return import_module("ipywidgets")
    except ImportError as error:
        raise MtcleanError("reviewing in a notebook needs ipywidgets", "pip install 'mtclean[notebook]'") from error
