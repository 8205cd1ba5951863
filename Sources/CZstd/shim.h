// libzstd as Swift sees it; imported by Initramfs/Codecs/Zstd.swift only.
#include <zstd.h>
#include <zstd_errors.h>
