#pragma once
#if !__has_include(<zlib.h>)
#error "Backbones needs zlib: 'apt-get install zlib1g-dev' (Debian, Ubuntu) or 'brew install zlib' (macOS)."
#endif
#include <zlib.h>
