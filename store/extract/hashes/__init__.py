"""By what calls are found that are alike.

inputs.py   repeated requests and inputs: hashes of a body as sent, and of the input in it
prompts.py  calls of one prompt: a fingerprint of the system message and the tools
"""
