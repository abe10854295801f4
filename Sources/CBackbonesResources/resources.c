#include "CBackbonesResources.h"

const char *const bb_resources_bundle = "Backbones_CBackbonesResources";
