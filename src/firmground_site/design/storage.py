"""Static files under names that hold their digest, so that a browser may keep them for ever."""

from django.contrib.staticfiles.storage import HashedFilesMixin
from whitenoise.storage import CompressedManifestStaticFilesStorage

_, IMPORTS = HashedFilesMixin._js_module_import_aggregation_patterns


class NamedByDigest(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage, which also follows the imports of our ``.mjs`` modules (Django follows those of ``.js``)."""

    support_js_module_import_aggregation = True
    patterns = (*CompressedManifestStaticFilesStorage.patterns, ("*.mjs", IMPORTS))
