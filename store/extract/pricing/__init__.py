"""What a call costs.

stated_cost   what the provider itself says, and the tool calls that it bills by the piece
model_names   the names under which a price may be found
cost          tokens → USD, by the settings' prices or the price table
"""
