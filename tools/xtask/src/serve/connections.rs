//! Connections: how many at a time, and for how long.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The most connections at a time: a browser opens six, and each takes a thread and a file descriptor.
const MOST: usize = 128;

/// How long to wait after a connection could not be taken: with no file descriptor left, each try fails at once.
const PAUSE: Duration = Duration::from_millis(50);

/// What is said where there are too many.
const BUSY: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";

/// How long a browser may take, from the opening of a connection to the end of its answer.
pub struct Patience {
    /// For its request.
    pub request: Duration,
    /// For the whole.
    pub answer: Duration,
}

/// Hands each connection to `answer`, on a thread of its own, for as long as this process lives.
pub fn take(listener: &TcpListener, patience: Patience, answer: impl Fn(Connection) + Send + Sync + 'static) {
    let answer = Arc::new(answer);
    // Each thread holds a copy: the strong count less one is how many there are.
    let open = Arc::new(());
    loop {
        let Ok((mut stream, _)) = listener.accept() else {
            std::thread::sleep(PAUSE);
            continue;
        };
        let start = Instant::now();
        if Arc::strong_count(&open) > MOST {
            // The answer fits the socket's buffer; who does not take it is not waited for.
            let _ = stream.set_nonblocking(true).and_then(|()| stream.write_all(BUSY));
            continue;
        }
        let (request_by, answer_by) = (start + patience.request, start + patience.answer);
        let (answer, held) = (answer.clone(), open.clone());
        let thread = std::thread::Builder::new().spawn(move || {
            let _held = held;
            answer(Connection { stream, request_by, answer_by });
        });
        if thread.is_err() {
            std::thread::sleep(PAUSE);
        }
    }
}

/// A connection that ends when its time is over, however slowly the other side reads or writes.
pub struct Connection {
    stream: TcpStream,
    request_by: Instant,
    answer_by: Instant,
}

impl Connection {
    /// Says that no more comes.
    pub fn finish(self) -> io::Result<()> {
        self.stream.shutdown(Shutdown::Write)
    }
}

/// What is left until `end`; an error where that is nothing.
fn left(end: Instant) -> io::Result<Option<Duration>> {
    let left = end.saturating_duration_since(Instant::now());
    if left.is_zero() { Err(io::ErrorKind::TimedOut.into()) } else { Ok(Some(left)) }
}

impl Read for Connection {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.stream.set_read_timeout(left(self.request_by)?)?;
        self.stream.read(buffer)
    }
}

impl Write for Connection {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        self.stream.set_write_timeout(left(self.answer_by)?)?;
        self.stream.write(buffer)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::SocketAddr;

    /// A server that reads to the end of a line and answers with `length` bytes.
    fn server(request: Duration, answer: Duration, length: usize) -> SocketAddr {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = listener.local_addr().unwrap();
        std::thread::spawn(move || {
            take(&listener, Patience { request, answer }, move |mut connection| {
                let mut byte = [0];
                while byte[0] != b'\n' {
                    match connection.read(&mut byte) {
                        Ok(1) => {}
                        _ => return,
                    }
                }
                if connection.write_all(&vec![b'x'; length]).is_ok() {
                    let _ = connection.finish();
                }
            });
        });
        address
    }

    const LONG: Duration = Duration::from_secs(600);
    const SHORT: Duration = Duration::from_millis(300);

    #[test]
    fn who_sends_a_request_in_drips_is_let_go() {
        let mut drip = TcpStream::connect(server(SHORT, LONG, 1)).unwrap();
        // Each byte comes in time; the line never ends. At last the other side has closed, and writing fails.
        while drip.write_all(b"x").is_ok() {
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    #[test]
    fn who_never_reads_the_answer_is_let_go() {
        let mut deaf = TcpStream::connect(server(LONG, SHORT, 64 << 20)).unwrap();
        deaf.write_all(b"\n").unwrap();
        std::thread::sleep(2 * SHORT);
        // What the system's buffers took is there; the rest never came.
        let mut all = Vec::new();
        let _ = deaf.read_to_end(&mut all);
        assert!(all.len() < 64 << 20, "{} bytes came", all.len());
    }

    #[test]
    fn too_many_at_a_time_are_told() {
        let address = server(LONG, LONG, 1);
        let mut held: Vec<TcpStream> = (0..MOST).map(|_| TcpStream::connect(address).unwrap()).collect();
        let answer_of = |mut stream: TcpStream| {
            let mut answer = String::new();
            stream.read_to_string(&mut answer).map(|_| answer).unwrap_or_default()
        };
        let answer = answer_of(TcpStream::connect(address).unwrap());
        assert!(answer.starts_with("HTTP/1.1 503 "), "{answer:?}");
        // When one goes, there is room for another.
        held.pop();
        loop {
            let mut next = TcpStream::connect(address).unwrap();
            // A refused connection may be closed before this is written.
            if next.write_all(b"\n").is_ok() && answer_of(next) == "x" {
                break;
            }
        }
    }
}
