"""Language models: where they come from, and how surprising they find each word."""

import os

# Threads that wait should sleep: spinning makes one busy neighbour on two cores cost a factor of three. It must be
# said before torch is imported.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
