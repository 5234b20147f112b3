//! What std would bring along in the module that ships: a panic is a trap (the guard contains it), memory comes from a
//! small allocator. Measured against std's panic machinery and allocator in ARCHITECTURE.md.

use core::panic::PanicInfo;

use lol_alloc::{FreeListAllocator, LockedAllocator};

#[global_allocator]
static ALLOCATOR: LockedAllocator<FreeListAllocator> = LockedAllocator::new(FreeListAllocator::new());

#[panic_handler]
fn trap(_: &PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
