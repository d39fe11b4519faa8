//! A shop's page in Yew: the element from the npm package, and the price and the bank's advice by the crate that the element is made of.

mod shop;

use cloudpayments_checkout::reason::advice;
use cloudpayments_checkout::text::{Locale, say};
use gloo_events::EventListener;
use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{CustomEvent, Element};
use yew::prelude::*;

use shop::Order;

#[function_component(Page)]
fn page() -> Html {
    let order = use_state(|| None);
    let said = use_state(String::new);
    {
        let (order, said) = (order.clone(), said.clone());
        use_effect_with((), move |()| {
            spawn_local(async move {
                match shop::new_order().await {
                    Ok(made) => order.set(Some(made)),
                    Err(error) => said.set(format!("no order: {error}")),
                }
            });
        });
    }
    let tell = {
        let said = said.clone();
        Callback::from(move |words| said.set(words))
    };
    html! {
        <>
            if let Some(order) = &*order {
                <p>{ price(order) }</p>
                <Checkout order={order.clone()} {tell} />
            }
            <p id="said">{ &*said }</p>
        </>
    }
}

#[derive(Properties, PartialEq)]
struct CheckoutProperties {
    order: Order,
    /// What became of the payment.
    tell: Callback<String>,
}

/// The element. Its events are its own, so they are heard by a listener.
#[function_component(Checkout)]
fn checkout(CheckoutProperties { order, tell }: &CheckoutProperties) -> Html {
    let node = use_node_ref();
    {
        let (node, tell) = (node.clone(), tell.clone());
        use_effect_with((), move |()| {
            let element: Option<Element> = node.cast();
            let listeners: Vec<EventListener> = element.iter().flat_map(|element| listen(element, &tell)).collect();
            move || drop(listeners)
        });
    }
    html! {
        <cloudpayments-checkout
            ref={node}
            public-id={order.public_id.clone()}
            script={order.script.clone()}
            endpoint={order.endpoint.clone()}
            order={order.order.clone()}
            amount={order.amount.clone()}
            currency={order.currency.clone()}
        />
    }
}

fn listen(element: &Element, tell: &Callback<String>) -> [EventListener; 2] {
    let (paid, declined) = (tell.clone(), tell.clone());
    [
        EventListener::new(element, "checkout-paid", move |event| {
            paid.emit(format!("paid: {}", detail(event, "transaction").unwrap_or_default()));
        }),
        EventListener::new(element, "checkout-declined", move |event| {
            let reason = detail(event, "reason").unwrap_or_default();
            let words = say(advice(reason as u32).key(), Locale::En);
            declined.emit(format!("declined: {reason} ({words})"));
        }),
    ]
}

/// A number of the event's detail.
fn detail(event: &Event, name: &str) -> Option<f64> {
    let detail = event.dyn_ref::<CustomEvent>()?.detail();
    Reflect::get(&detail, &JsValue::from_str(name)).ok()?.as_f64()
}

fn price(order: &Order) -> String {
    order.price().map_or_else(|error| error.to_string(), |price| price.display(Locale::En))
}

fn main() {
    yew::Renderer::<Page>::new().render();
}
