#pragma once
#if !__has_include(<cblas.h>)
#error "Backbones needs OpenBLAS: 'apt-get install libopenblas-dev' (Debian, Ubuntu) or 'brew install openblas' (macOS)."
#endif
#include <cblas.h>
