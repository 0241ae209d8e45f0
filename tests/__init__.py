"""Tests over real sockets, files and processes. `tests.support` holds the servers, clients and checks they share."""
