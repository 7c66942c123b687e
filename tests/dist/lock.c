/* Keeps a file for itself, as an office program does, until its own input ends: lock.exe FILE. */
#include <stdio.h>
#include <windows.h>

int main(int count, char **words) {
    HANDLE file = INVALID_HANDLE_VALUE;
    if (count == 2) {
        file = CreateFileA(words[1], GENERIC_READ | GENERIC_WRITE, 0, NULL, OPEN_EXISTING, 0, NULL);
    }
    if (file == INVALID_HANDLE_VALUE) {
        return 1;
    }
    puts("locked");
    fflush(stdout);
    while (getchar() != EOF) {
    }
    CloseHandle(file);
    return 0;
}
