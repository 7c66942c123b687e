/* What the standard library of Rust asks Windows for chance by, and Wine before version 9 has not: for the tests alone. */
#include <windows.h>
#include <ntsecapi.h>

__declspec(dllexport) BOOL WINAPI ProcessPrng(BYTE *into, SIZE_T length) {
    return RtlGenRandom(into, (ULONG)length);
}
