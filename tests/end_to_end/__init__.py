"""Whole stories: real clients, a real `gnomon serve`, a real upstream."""
