"""Stories over real sockets, files and processes. `tests.support` holds what they are told with."""
