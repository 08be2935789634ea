"""For the steps that build an image: no secret, no database, nothing served."""

from cms.settings.base import *  # noqa: F403

SECRET_KEY = "builds an image and serves nothing"  # noqa: S105
