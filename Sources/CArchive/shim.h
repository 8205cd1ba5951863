// libarchive as Swift sees it; imported by one file of Archives only.
#include <archive.h>
#include <archive_entry.h>
