"""Networks in plain torch, one short module each. torchvision cannot be assumed to be installed."""
