//! The secure window's part of the command line.

use std::io::Write as _;
use std::net::SocketAddr;
use std::path::Path;

use clap::{Args, Subcommand};

use super::forms::Form;
use super::{Blanks, Pay, checked, origins, sheet};

/// Settings of payment pages.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The origins of payment pages that may take this store's payments, parted by spaces or commas.
    #[arg(
        id = "pay-origins",
        long = "pay-origins",
        env = "STORE_PAY_ORIGINS",
        default_value = "",
        hide_default_value = true
    )]
    origins: String,
    /// Where to serve a payment page as well, `127.0.0.1:8403`; port 0 takes a free one [default: nowhere].
    #[arg(id = "pay-listen", long = "pay-listen", env = "STORE_PAY_LISTEN", value_parser = address)]
    listen: Option<SocketAddr>,
    /// The origin of the payment page served here, as browsers see it [default: the listening address].
    #[arg(id = "pay-public-url", long = "pay-public-url", env = "STORE_PAY_PUBLIC_URL")]
    public_url: Option<String>,
    /// The origins of the stores that may open the payment page, parted by spaces or commas [default: this store's].
    #[arg(
        id = "pay-stores",
        long = "pay-stores",
        env = "STORE_PAY_STORES",
        default_value = "",
        hide_default_value = true
    )]
    stores: String,
}

/// What the program does instead of serving.
#[derive(Debug, Clone, Copy, Subcommand)]
pub(crate) enum Command {
    /// Prints the headers of a payment page, made from `pay.headers` in the folder of pages, for another server.
    Headers {
        /// For which server.
        #[arg(long, value_enum)]
        form: Form,
    },
}

impl Arguments {
    /// The origins that are let in.
    pub(crate) fn let_in(&self) -> Vec<String> {
        origins::parted(&self.origins)
    }

    /// The payment page to be served here.
    ///
    /// # Errors
    /// When it has a public address and no place to listen at.
    pub(crate) fn pay(&self) -> Result<Option<Pay>, String> {
        match (self.listen, &self.public_url) {
            (Some(listen), public_url) => {
                let (public_url, stores) = (public_url.clone(), origins::parted(&self.stores));
                Ok(Some(Pay { listen, public_url, stores }))
            }
            (None, Some(_)) => Err("STORE_PAY_PUBLIC_URL is set and STORE_PAY_LISTEN is not; a payment page served \
                                    elsewhere is named by STORE_PAY_ORIGINS"
                .to_owned()),
            (None, None) => Ok(None),
        }
    }
}

/// Where to listen: a name such as `localhost` is none, as it may mean several addresses.
pub(crate) fn address(text: &str) -> Result<SocketAddr, &'static str> {
    text.parse().map_err(|_| "wanted an address and a port, such as 127.0.0.1:8402")
}

impl Command {
    /// Prints.
    ///
    /// # Errors
    /// When no store is named, a setting is no origin, or the file of headers is missing or wrong.
    pub(crate) fn run(
        self,
        arguments: &Arguments,
        public_url: Option<&str>,
        www: &Path,
        script: &str,
        api: &str,
    ) -> Result<(), String> {
        let Self::Headers { form } = self;
        let mut stores = origins::parted(&arguments.stores);
        if stores.is_empty() {
            stores.extend(public_url.map(str::to_owned));
        }
        let stores = checked("STORE_PAY_STORES", &stores).map_err(|wrong| wrong.to_string())?;
        if stores.is_empty() {
            return Err(
                "no store may open the payment page: set STORE_PAY_STORES, or STORE_PUBLIC_URL for this store alone"
                    .to_owned(),
            );
        }
        let headers = sheet::open(www, &Blanks::new(script, api, &stores))?;
        let printed = std::io::stdout().write_all(form.write(&headers).as_bytes());
        printed.map_err(|wrong| format!("cannot print: {wrong}"))
    }
}
