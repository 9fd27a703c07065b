from __future__ import annotations

from hypothesis import settings

settings.register_profile("briefgen", deadline=None)  # how long a machine takes is no verdict on the code
settings.load_profile("briefgen")
