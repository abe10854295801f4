#pragma once
#if !__has_include(<png.h>)
#error "Backbones needs libpng: 'apt-get install libpng-dev' (Debian, Ubuntu) or 'brew install libpng' (macOS)."
#endif
#include <png.h>
