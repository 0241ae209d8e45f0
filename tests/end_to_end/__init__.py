"""End-to-end tests: real clients, a real `gnomon serve`, a real upstream."""
