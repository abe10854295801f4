#pragma once
#if !__has_include(<jpeglib.h>)
#error "Backbones needs libjpeg-turbo: 'apt-get install libjpeg-dev' (Debian, Ubuntu) or 'brew install jpeg-turbo' (macOS)."
#endif
#include <stdio.h>
#include <jpeglib.h>
