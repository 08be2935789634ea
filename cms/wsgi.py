"""The door that a web server calls."""

import os

from django.core.wsgi import get_wsgi_application

from exports.pdf import warm

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")
application = get_wsgi_application()
# The renderer loads while the first visitors read, so that the first to download does not wait for it.
warm()
