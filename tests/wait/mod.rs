//! Waiting, in tests that run in a browser.
#![allow(dead_code, reason = "each test takes what it needs")]

use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Waits until at least `ms` milliseconds have passed.
pub(crate) async fn sleep(ms: u32) {
    let set: Function = Reflect::get(&js_sys::global(), &"setTimeout".into()).unwrap().unchecked_into();
    settled(&Promise::new(&mut |end, _| {
        set.call2(&JsValue::UNDEFINED, &end, &ms.into()).unwrap();
    }))
    .await;
}

/// Begins something that calls back once, now, and answers with what it was called with.
pub(crate) fn begun<T: 'static>(begin: impl FnOnce(Box<dyn FnOnce(T)>)) -> Pin<Box<dyn Future<Output = T>>> {
    let kept = Rc::new(RefCell::new(None));
    let mut begin = Some(begin);
    let promise = Promise::new(&mut |end, _| {
        let kept = kept.clone();
        let begin = begin.take().unwrap();
        begin(Box::new(move |answer| {
            assert!(kept.replace(Some(answer)).is_none());
            end.call0(&JsValue::UNDEFINED).unwrap();
        }));
    });
    Box::pin(async move {
        settled(&promise).await;
        kept.take().unwrap()
    })
}

/// Waits for a promise that is not rejected.
pub(crate) async fn settled(promise: &Promise) -> JsValue {
    JsFuture::from(promise.clone()).await.unwrap()
}
