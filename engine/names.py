"""Names of files as text that every file, terminal and library takes."""


def speakable(name: str) -> str:
    """The name with bytes that are no UTF-8 written as escapes; Python holds them as surrogates, which nothing can encode."""
    return name.encode(errors="backslashreplace").decode()
