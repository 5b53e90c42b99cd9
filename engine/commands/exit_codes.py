"""What the command line ends with."""

DONE = 0
SOME_FAILED = 1
WRONG_CALL = 2
STOPPED = 130
