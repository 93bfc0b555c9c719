"""transformers without its progress bars and warnings."""

from __future__ import annotations

import transformers

transformers.utils.logging.disable_progress_bar()  # type: ignore[no-untyped-call]
transformers.utils.logging.set_verbosity_error()  # type: ignore[no-untyped-call]

__all__ = ["transformers"]
