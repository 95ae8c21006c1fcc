//! A load generator: some connections, each with one request on its way at a time, for some seconds.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};

/// A request, written out once and sent many times.
#[derive(Clone)]
pub(crate) struct Request(Vec<u8>);

impl Request {
    /// A GET. `headers` are whole lines without their ends, such as `Authorization: Bearer x`.
    pub(crate) fn get(path: &str, headers: &[&str]) -> Self {
        Self::new("GET", path, headers, "")
    }

    /// A GraphQL request over POST.
    pub(crate) fn graphql(body: &serde_json::Value, headers: &[&str]) -> Self {
        let headers: Vec<&str> =
            ["Content-Type: application/json"].into_iter().chain(headers.iter().copied()).collect();
        Self::new("POST", "/graphql", &headers, &body.to_string())
    }

    fn new(method: &str, path: &str, headers: &[&str], body: &str) -> Self {
        let mut text = format!("{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n");
        for header in headers {
            text.push_str(header);
            text.push_str("\r\n");
        }
        if !body.is_empty() {
            text.push_str(&format!("Content-Length: {}\r\n", body.len()));
        }
        text.push_str("\r\n");
        text.push_str(body);
        Self(text.into_bytes())
    }
}

/// What came of a load.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outcome {
    /// Time of each answered request, sorted.
    pub(crate) latencies: Vec<Duration>,
    /// How long the load lasted.
    pub(crate) elapsed: Duration,
    /// Bytes of bodies received.
    pub(crate) bytes: u64,
}

impl Outcome {
    /// Answers per second.
    pub(crate) fn rate(&self) -> f64 {
        self.latencies.len() as f64 / self.elapsed.as_secs_f64()
    }

    /// The time within which this share of the answers came, for example 0.99.
    pub(crate) fn percentile(&self, share: f64) -> Duration {
        let last = self.latencies.len().saturating_sub(1);
        let index = (last as f64 * share).round() as usize;
        self.latencies.get(index).copied().unwrap_or_default()
    }
}

/// Sends a request again and again over `connections` keep-alive connections for a time.
///
/// # Errors
/// When a connection breaks or an answer is not 200: a figure for errors is no figure.
pub(crate) fn load(address: SocketAddr, request: &Request, connections: usize, time: Duration) -> Result<Outcome> {
    let start = Instant::now();
    let parts: Vec<Result<Outcome>> = thread::scope(|scope| {
        let spawn = |_| scope.spawn(|| one_connection(address, request, start + time));
        let threads: Vec<_> = (0..connections).map(spawn).collect();
        let join = |thread: thread::ScopedJoinHandle<'_, Result<Outcome>>| {
            thread.join().unwrap_or_else(|_| Err(anyhow!("a load thread panicked")))
        };
        threads.into_iter().map(join).collect()
    });
    let mut whole = Outcome { elapsed: start.elapsed(), ..Outcome::default() };
    for part in parts {
        let part = part?;
        whole.latencies.extend(part.latencies);
        whole.bytes += part.bytes;
    }
    whole.latencies.sort_unstable();
    Ok(whole)
}

/// An answer with status 200.
pub(crate) struct Answer {
    /// The `name=value` parts of the cookies that it sets, ready for a `Cookie` header.
    pub(crate) cookies: String,
    /// What it says.
    pub(crate) body: Vec<u8>,
}

/// Sends one request over a connection of its own.
///
/// # Errors
/// When the connection breaks or the answer is not 200.
pub(crate) fn send(address: SocketAddr, request: &Request) -> Result<Answer> {
    Connection::open(address)?.exchange(request)
}

fn one_connection(address: SocketAddr, request: &Request, end: Instant) -> Result<Outcome> {
    let mut connection = Connection::open(address)?;
    let mut outcome = Outcome::default();
    loop {
        let sent = Instant::now();
        if sent >= end {
            return Ok(outcome);
        }
        outcome.bytes += connection.exchange(request)?.body.len() as u64;
        outcome.latencies.push(sent.elapsed());
    }
}

struct Connection(BufReader<TcpStream>);

impl Connection {
    fn open(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address).with_context(|| format!("cannot connect to {address}"))?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        Ok(Self(BufReader::with_capacity(64 * 1024, stream)))
    }

    fn exchange(&mut self, request: &Request) -> Result<Answer> {
        self.0.get_mut().write_all(&request.0)?;
        let status = self.line()?;
        let mut length = Some(0);
        let mut cookies = Vec::new();
        loop {
            let line = self.line()?;
            if line.is_empty() {
                break;
            }
            let (name, value) = line.split_once(':').unwrap_or((&line, ""));
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = Some(value.trim().parse()?),
                "transfer-encoding" => length = None,
                "set-cookie" => cookies.extend(value.split(';').next().map(|cookie| cookie.trim().to_owned())),
                _ => {}
            }
        }
        let body = match length {
            Some(length) => self.bytes(length)?,
            None => self.chunks()?,
        };
        if status.split(' ').nth(1) != Some("200") {
            let start = String::from_utf8_lossy(&body);
            bail!("{status}: {}", start.chars().take(300).collect::<String>());
        }
        Ok(Answer { cookies: cookies.join("; "), body })
    }

    fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        if self.0.read_line(&mut line)? == 0 {
            bail!("the server closed the connection");
        }
        Ok(line.trim_end().to_owned())
    }

    fn bytes(&mut self, length: usize) -> Result<Vec<u8>> {
        let mut bytes = vec![0; length];
        self.0.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    fn chunks(&mut self) -> Result<Vec<u8>> {
        let mut body = Vec::new();
        loop {
            let size = self.line()?;
            let size = usize::from_str_radix(size.split(';').next().unwrap_or_default(), 16)?;
            body.extend(self.bytes(size)?);
            self.line()?;
            if size == 0 {
                return Ok(body);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpListener;
    use std::time::Duration;

    use super::{Request, load, send};

    /// Answers every request on a connection with the same bytes.
    fn stub(answer: &'static str) -> std::net::SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                std::thread::spawn(move || {
                    let mut buffer = [0; 4096];
                    while stream.read(&mut buffer).is_ok_and(|read| read > 0) {
                        stream.write_all(answer.as_bytes()).unwrap();
                    }
                });
            }
        });
        address
    }

    #[test]
    fn bodies_by_length_and_in_chunks() {
        let by_length =
            stub("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nSet-Cookie: a=1; Path=/\r\nset-cookie: b=2\r\n\r\nok");
        let request = Request::get("/", &[]);
        assert_eq!(send(by_length, &request).unwrap().body, b"ok");
        assert_eq!(send(by_length, &request).unwrap().cookies, "a=1; b=2");
        let chunked = stub("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n1\r\n!\r\n0\r\n\r\n");
        assert_eq!(send(chunked, &request).unwrap().body, b"ok!");
        let outcome = load(by_length, &request, 2, Duration::from_millis(50)).unwrap();
        assert!(outcome.rate() > 0.0 && outcome.percentile(0.5) <= outcome.percentile(1.0));
        assert_eq!(outcome.bytes, 2 * outcome.latencies.len() as u64);
    }

    #[test]
    fn an_error_is_no_figure() {
        let refused = stub("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno");
        let error = load(refused, &Request::get("/", &[]), 1, Duration::from_millis(50)).unwrap_err();
        assert!(error.to_string().contains("403 Forbidden: no"), "{error}");
    }
}
