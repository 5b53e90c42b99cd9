"""How models come in: packages of our own form, and files of other programs, which become packages."""
