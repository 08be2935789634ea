"""How answers reach people: the page cache, media files, the content policy of the admin."""
