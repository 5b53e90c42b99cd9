"""How fast this machine is: the program's own run beside a plain loop and beside the bare networks, in one report."""
