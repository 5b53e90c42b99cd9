"""The page “Laboratory”: which model, which way of training, how good is it: measured on the user's own pictures."""
