#include "CObjectAccount.h"

_Thread_local struct object_account tangent_object_account;
