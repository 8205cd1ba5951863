// Functions of glibc that its headers show only behind _GNU_SOURCE, which Swift's Glibc module does not define; imported by
// SystemCalls/LinuxCall.swift only. Names of our own with the symbols' names beside them: a header that shows a function
// after all is then not contradicted. Signatures as in glibc's unistd.h, fcntl.h and stdio.h; off64_t is 64 bits wide.
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

// Since glibc 2.27.
extern ssize_t kimage_copy_file_range(int source, int64_t *source_offset, int target, int64_t *target_offset,
                                      size_t count, unsigned int flags) __asm__("copy_file_range");

// Since glibc 2.28.
extern int kimage_renameat2(int old_directory, const char *old_path, int new_directory, const char *new_path,
                            unsigned int flags) __asm__("renameat2");

// Since glibc 2.6.
extern int kimage_sync_file_range(int file, int64_t offset, int64_t count, unsigned int flags)
    __asm__("sync_file_range");
