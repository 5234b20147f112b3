use core::future::Future;

use crate::protocol::message::{Request, Response};

/// An HTTP client.
///
/// It sends a request as it is and yields the answer whatever its status. It must not follow redirects: no endpoint
/// here answers with one (RFC 9126 §2), and what follows would go to a place that the metadata does not name. It should
/// bound the time of an exchange and the length of a body.
///
/// A blocking HTTP client can be one, where blocking the caller is fine:
///
/// ```
/// use oauth4wasm::client::Transport;
/// use oauth4wasm::protocol::message::{Request, Response};
/// # struct Agent;
/// # impl Agent {
/// #     fn run(&self, _: Request) -> Result<Response, std::io::Error> { Err(std::io::ErrorKind::Other.into()) }
/// # }
///
/// impl Transport for Agent {
///     type Error = std::io::Error;
///
///     async fn send(&self, request: Request) -> Result<Response, Self::Error> {
///         self.run(request)
///     }
/// }
/// ```
pub trait Transport {
    /// Why no answer came. It is handed on as it is.
    type Error;

    /// Sends a request and yields the answer, with its whole body.
    ///
    /// # Errors
    /// The HTTP client's own, when there is no answer.
    fn send(&self, request: Request) -> impl Future<Output = Result<Response, Self::Error>>;
}

impl<T: Transport> Transport for &T {
    type Error = T::Error;

    fn send(&self, request: Request) -> impl Future<Output = Result<Response, Self::Error>> {
        T::send(self, request)
    }
}
