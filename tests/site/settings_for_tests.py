"""The site's settings for tests: the demonstration's keys, quick passwords, a database that DATABASE_URL names."""

import os

os.environ.setdefault("DEMO", "1")
os.environ.setdefault("DEBUG", "1")

from firmground_site.settings import *  # noqa: F403
from firmground_site.settings import DATABASES, ROOT

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ACCOUNT_RATE_LIMITS = False
MFA_TOTP_INSECURE_BYPASS_CODE = None  # allauth refuses one while DEBUG is off, as tests have it
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True  # static files as they lie, without collecting them
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file and not memory: the live server and the threads of a test then each have their own connection, as in earnest.
    # Its name has the process in it, so that two runs at once do not meet.
    DATABASES["default"]["TEST"] = {"NAME": str(ROOT / f"build/test-{os.getpid()}.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA secure_delete=ON"
