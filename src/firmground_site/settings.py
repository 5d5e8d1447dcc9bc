"""The site's settings, read from the environment once. What may differ between places is a variable; nothing else is."""

import datetime
import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from firmground_site.env import Env

ROOT = Path(__file__).parents[2]
env = Env(os.environ)

# --- what kind of place this is ---------------------------------------------------------------------------------------

DEMO = env.flag("DEMO", default=False)  # invented people, known keys and passwords
DEBUG = env.flag("DEBUG", default=DEMO)
if DEMO and not DEBUG:
    raise ImproperlyConfigured("DEMO is on while DEBUG is off. The demonstration's keys are public: never use them in earnest.")

PACK = env.text("PACK", "hong_kong")
SITE_NAME = "Firmground"

# --- secrets: from files or variables; the demonstration's are public -------------------------------------------------

SECRET_KEY = env.secret("SECRET_KEY", "demonstration-only-" * 4 if DEMO else None)
SEALING_KEYS = env.secret("SEALING_KEYS", "ZmlybWdyb3VuZC1kZW1vbnN0cmF0aW9uLWtleS0wMDE=" if DEMO else None)
INDEX_KEY = env.secret("INDEX_KEY", "ZmlybWdyb3VuZC1kZW1vbnN0cmF0aW9uLWluZGV4LTE=" if DEMO else None)
PSEUDONYM_KEY = env.secret("PSEUDONYM_KEY", "ZmlybWdyb3VuZC1kZW1vbnN0cmF0aW9uLXBzZXVkb24=" if DEMO else None)

# The key that signs published statements, in PEM; without one nothing is published. The demonstration's is made of known words.
STATEMENT_SIGNING_KEY = env.secret("STATEMENT_SIGNING_KEY", "")
# The folder of the extracts on which statements stand: records without names, for this server only.
FROZEN_EXTRACTS = Path(env.text("FROZEN_EXTRACTS", str(ROOT / "build/frozen-extracts")))

# --- where it answers -------------------------------------------------------------------------------------------------

ALLOWED_HOSTS = env.listed("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]" if DEBUG else "")
CSRF_TRUSTED_ORIGINS = env.listed("CSRF_TRUSTED_ORIGINS")
ROOT_URLCONF = "firmground_site.urls"
WSGI_APPLICATION = "firmground_site.wsgi.application"

# --- parts, from low to high ------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "whitenoise.runserver_nostatic",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "firmground_site.sealed",
    "firmground_site.design",
    "firmground_site.accounts",
    "firmground_site.access",
    "firmground_site.audit",
    "firmground_site.packs",
    "firmground_site.law",
    "firmground_site.members",
    "firmground_site.screening",
    "firmground_site.plan",
    "firmground_site.evidence",
    "firmground_site.cases",
    "firmground_site.devices",
    "firmground_site.linkage",
    "firmground_site.figures",
    "firmground_site.pages",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "csp",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # pads at random against guessing secrets from lengths
    "csp.middleware.CSPMiddleware",
    "firmground_site.design.middleware.TooLarge",
    "firmground_site.design.middleware.DatabaseLost",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",  # the language that was chosen, else the browser's, else the first
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "firmground_site.pages.middleware.NothingKept",
    "firmground_site.access.middleware.ActorOfRequest",
    "firmground_site.access.middleware.SecondFactorFirst",
    "firmground_site.audit.refusing.RefusalsInWords",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "firmground_site.design.context.page",
                "firmground_site.pages.context.navigation",
            ]
        },
    }
]
FORM_RENDERER = "firmground_site.design.forms.GovukRenderer"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- the database -----------------------------------------------------------------------------------------------------

DATABASES = {"default": dj_database_url.parse(env.secret("DATABASE_URL", f"sqlite:///{ROOT / 'build/site.sqlite3'}"))}
database = DATABASES["default"]
if database["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE: an action takes its place in the queue of writers when it begins, so it never fails half-way for want
    # of a lock. FULL: what was acknowledged survives a loss of power.
    pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA foreign_keys=ON"
    database.setdefault("OPTIONS", {}).update(transaction_mode="IMMEDIATE", timeout=20, init_command=pragmas)
else:
    database.update(CONN_MAX_AGE=60, CONN_HEALTH_CHECKS=True)
SHARED_DATABASE = database["ENGINE"] == "django.db.backends.postgresql"

# --- signing in -------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.Member"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "pages:home"
LOGOUT_REDIRECT_URL = "account_login"

ACCOUNT_ADAPTER = "firmground_site.members.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation sent to the address has proved it
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no letters to strangers
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a letter when a password or second factor changes
SOCIALACCOUNT_ADAPTER = "firmground_site.members.adapters.OpenIdAdapter"
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_LOGIN_ON_GET = True  # a link: form-action 'self' would block a form that ends at another origin
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = SITE_NAME
MFA_TOTP_TOLERANCE = 1
MFA_ADAPTER = "firmground_site.members.adapters.SecondFactorAdapter"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG
if DEMO:
    MFA_TOTP_INSECURE_BYPASS_CODE = "000000"  # allauth itself refuses this when DEBUG is off

OPENID_SERVER = env.text("OPENID_SERVER", "")
if OPENID_SERVER:
    SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "staff",
                    "name": env.text("OPENID_NAME", "Staff sign-in"),
                    "client_id": env.text("OPENID_CLIENT"),
                    "secret": env.secret("OPENID_SECRET"),
                    "settings": {"server_url": OPENID_SERVER},
                }
            ],
        }
    }

# Counts of attempts, and codes already used, are shared by all processes; the table comes with members' migration.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "site_cache",
        # By default 300 rows are kept and a third is thrown away by the order of keys: counts of attempts would be forgotten
        # as soon as somebody makes many, from many addresses.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
SESSION_COOKIE_AGE = env.whole_number("SESSION_MINUTES", 30, least=1) * 60
SESSION_SAVE_EVERY_REQUEST = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEBUG
CSRF_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # they name people: no cookie carries them

# --- mail: invitations and forgotten passwords ------------------------------------------------------------------------

EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if env.text('EMAIL_HOST', '') else 'console'}.EmailBackend"
EMAIL_HOST = env.text("EMAIL_HOST", "")
EMAIL_PORT = env.whole_number("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.text("EMAIL_USER", "")
EMAIL_HOST_PASSWORD = env.secret("EMAIL_PASSWORD", "")
EMAIL_USE_TLS = env.flag("EMAIL_TLS", default=True)
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", "firmground@localhost")

# --- what a browser may do --------------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # the picture of an authenticator's key
        "connect-src": [SELF],
        "font-src": [SELF],
        "media-src": [SELF],  # recordings of the questions
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_SSL_REDIRECT = env.flag("SSL_REDIRECT", default=not DEBUG)
SECURE_REDIRECT_EXEMPT = [r"^health$"]
SECURE_HSTS_SECONDS = 0 if DEBUG else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not DEBUG
if env.flag("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # limits count the address of the person, not of the proxy
DATA_UPLOAD_MAX_MEMORY_SIZE = 500_000  # of anything that is sent, not only of fields: see TooLarge
FILE_UPLOAD_HANDLERS = []  # a file is taken by pages that say so only, and is never kept on the disk: see TooLarge
FILE_UPLOAD_MAX_MEMORY_SIZE = 10_500_000  # of what is sent to such a page
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000

# --- static files -----------------------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = ROOT / "build/static"
STATICFILES_DIRS = [ROOT / "build/assets"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "firmground_site.design.storage.NamedByDigest"
    },
}

# --- language and time ------------------------------------------------------------------------------------------------

# The languages of the interface; the questions come in those of the pack. Each is written as in its own language.
LANGUAGES = [("en-gb", "English"), ("zh-hant", "繁體中文")]
LANGUAGE_CODE = "en-gb"
FORMAT_MODULE_PATH = ["firmground_site.design.formats"]
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SECURE = not DEBUG
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = env.text("TIME_ZONE", "Asia/Hong_Kong")
USE_TZ = True

# --- logs: to the standard error, without what people typed -----------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.text("LOG_LEVEL", "WARNING")},
}

PHONE_LOCK_SECONDS = env.whole_number("PHONE_LOCK_SECONDS", 120, least=10)  # without input, until the page of the phone locks
INVITATION_LASTS = datetime.timedelta(days=env.whole_number("INVITATION_DAYS", 7, least=1))
