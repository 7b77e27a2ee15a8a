"""The command line: `main` is the way in, the other modules are families of commands."""
