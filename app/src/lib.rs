//! Tieline inside a page: what a worker in a browser calls.
