//! The shortest relay in Rust, hyper before reqwest: the least that a gateway in Rust costs. It logs nothing.
//!
//!     relay PORT http://127.0.0.1:9000 https://localhost:9001 ca.pem
//!
//! Paths under /tls/ go to the second upstream.
use std::{env::args, fs, sync::Arc};

use futures_util::TryStreamExt;
use http_body_util::{BodyDataStream, StreamBody};
use hyper::{body::{Frame, Incoming}, header, server::conn::http1, service::service_fn, Request, Response};
use hyper_util::rt::TokioIo;
use reqwest::{Body, Certificate, Client, Error};
use tokio::net::TcpListener;

const OF_THE_CONNECTION: [header::HeaderName; 4] =
    [header::CONNECTION, header::HOST, header::TRANSFER_ENCODING, header::CONTENT_LENGTH];

struct Upstreams { client: Client, plain: String, tls: String }

async fn relay(call: Request<Incoming>, to: Arc<Upstreams>) -> Result<Response<impl hyper::body::Body<Data = hyper::body::Bytes, Error = Error>>, Error> {
    let (head, body) = call.into_parts();
    let path = head.uri.path_and_query().map_or("/", |path| path.as_str());
    let url = match path.strip_prefix("/tls") {
        Some(rest) => format!("{}{rest}", to.tls),
        None => format!("{}{path}", to.plain),
    };
    let mut headers = head.headers;
    let length = headers.get(header::CONTENT_LENGTH).cloned();
    OF_THE_CONNECTION.iter().for_each(|name| { headers.remove(name); });
    length.map(|length| headers.insert(header::CONTENT_LENGTH, length)); // else reqwest sends chunks
    let body = Body::wrap_stream(BodyDataStream::new(body));
    let answer = to.client.request(head.method, url).headers(headers).body(body).send().await?;
    let mut relayed = Response::builder().status(answer.status());
    for (name, value) in answer.headers().iter().filter(|(name, _)| !OF_THE_CONNECTION[..3].contains(name)) {
        relayed = relayed.header(name, value);
    }
    Ok(relayed.body(StreamBody::new(answer.bytes_stream().map_ok(Frame::data))).unwrap())
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let [port, plain, tls, ca_file] = args().skip(1).collect::<Vec<_>>().try_into().unwrap();
    let root = Certificate::from_pem(&fs::read(ca_file).unwrap()).unwrap();
    let client = Client::builder().add_root_certificate(root).http1_only().build().unwrap();
    let to = Arc::new(Upstreams { client, plain, tls });
    let listener = TcpListener::bind(format!("127.0.0.1:{port}")).await.unwrap();
    loop {
        let (connection, _) = listener.accept().await.unwrap();
        connection.set_nodelay(true).unwrap();
        let to = to.clone();
        let service = service_fn(move |call| relay(call, to.clone()));
        tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(connection), service));
    }
}
