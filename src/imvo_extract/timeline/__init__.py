"""One fact through all updates, and through the dates that they give for it."""
