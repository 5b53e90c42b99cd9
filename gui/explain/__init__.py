"""Why a picture became what it is."""
