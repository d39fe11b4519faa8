#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    if let Ok(text) = std::str::from_utf8(data) {
        // Nothing made without the key's public half, which is new each time, can open.
        assert!(!cloudpayments_sandbox::opens(text));
    }
});
