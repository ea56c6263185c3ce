"""Checking libraries that exist: findings, their repairs, and the page that shows them."""
