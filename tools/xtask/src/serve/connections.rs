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
    take_from(|| Ok(listener.accept()?.0), || std::thread::sleep(PAUSE), patience, answer);
}

/// Does so with the connections that `accept` gives; waits with `pause` where it gives none, or no thread can be had.
fn take_from(
    mut accept: impl FnMut() -> io::Result<TcpStream>,
    mut pause: impl FnMut(),
    patience: Patience,
    answer: impl Fn(Connection) + Send + Sync + 'static,
) {
    let answer = Arc::new(answer);
    // Each thread holds a copy: the strong count less one is how many there are.
    let open = Arc::new(());
    loop {
        let Ok(mut stream) = accept() else {
            pause();
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
            pause();
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

    /// Reads to the end of a line and answers with `length` bytes.
    fn answer_with(length: usize) -> impl Fn(Connection) + Send + Sync + 'static {
        move |mut connection| {
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
        }
    }

    /// A server that does so.
    fn server(request: Duration, answer: Duration, length: usize) -> SocketAddr {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = listener.local_addr().unwrap();
        std::thread::spawn(move || take(&listener, Patience { request, answer }, answer_with(length)));
        address
    }

    /// All that comes; nothing where the connection breaks.
    fn answer_of(mut stream: TcpStream) -> String {
        let mut answer = String::new();
        stream.read_to_string(&mut answer).map(|_| answer).unwrap_or_default()
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

    /// What the system says where a process has no descriptor left.
    #[cfg(unix)]
    const NO_DESCRIPTOR: i32 = nix::errno::Errno::EMFILE as i32;

    #[cfg(unix)]
    #[test]
    fn each_try_without_a_descriptor_is_followed_by_a_pause() {
        use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let tries = Arc::new(AtomicUsize::new(0));
        let pauses = Arc::new(AtomicUsize::new(0));
        let (tried, paused) = (tries.clone(), pauses.clone());
        // Two tries in three fail.
        let accept = move || match tried.fetch_add(1, SeqCst) % 3 {
            2 => Ok(listener.accept()?.0),
            _ => Err(io::Error::from_raw_os_error(NO_DESCRIPTOR)),
        };
        let pause = move || _ = paused.fetch_add(1, SeqCst);
        let patience = Patience { request: LONG, answer: LONG };
        std::thread::spawn(move || take_from(accept, pause, patience, answer_with(1)));
        for number in 1..=4 {
            let mut stream = TcpStream::connect(address).unwrap();
            stream.write_all(b"\n").unwrap();
            assert_eq!(answer_of(stream), "x");
            // Two before each connection; those before the next one may be there, too.
            let pauses = pauses.load(SeqCst);
            assert!((2 * number..=2 * number + 2).contains(&pauses), "{pauses} pauses before connection {number}");
        }
        // The last try waits for a connection that does not come.
        while tries.load(SeqCst) < 15 {
            std::thread::yield_now();
        }
        assert_eq!(pauses.load(SeqCst), 10);
    }

    /// This test starts itself anew, as a server that may have few descriptors.
    #[cfg(unix)]
    #[test]
    fn where_descriptors_are_free_again_it_goes_on() {
        use std::io::{BufRead, BufReader};
        use std::process::{Command, Stdio};
        const SERVER: &str = "WHOSAID_TEST_FEW_DESCRIPTORS";
        if std::env::var_os(SERVER).is_some() {
            return serve_with_few_descriptors();
        }
        let name = "serve::connections::tests::where_descriptors_are_free_again_it_goes_on";
        let mut server = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", name])
            .env(SERVER, "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(server.stdout.take().unwrap()).lines();
        let mut told = |what: &str| -> String {
            let mut lines = lines.by_ref().map(|line| line.expect("it says something"));
            lines.find_map(|line| line.strip_prefix(what).map(str::to_owned)).expect("the server lives")
        };
        let address: SocketAddr = told("address ").parse().unwrap();
        // Taken by the system, which holds it ready for the server.
        let mut waiting = TcpStream::connect(address).unwrap();
        waiting.write_all(b"\n").unwrap();
        told("no descriptor");
        let mut input = server.stdin.take().unwrap();
        input.write_all(b"free\n").unwrap();
        assert_eq!(answer_of(waiting), "x");
        // It has nothing more to read, and ends.
        drop(input);
        assert!(server.wait().unwrap().success());
    }

    /// Serves with no descriptor left until it reads a line, and then until its input ends.
    #[cfg(unix)]
    fn serve_with_few_descriptors() {
        use nix::sys::resource::{Resource, setrlimit};
        fn tell(what: &str) {
            let mut output = io::stdout();
            writeln!(output, "{what}").and_then(|()| output.flush()).unwrap();
        }
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        // Behind what the harness has printed of the test's name.
        tell(&format!("\naddress {}", listener.local_addr().unwrap()));
        setrlimit(Resource::RLIMIT_NOFILE, 64, 64).unwrap();
        let mut held = Vec::new();
        let full = loop {
            match std::fs::File::open("/dev/null") {
                Ok(file) => held.push(file),
                Err(error) => break error,
            }
        };
        assert_eq!(full.raw_os_error(), Some(NO_DESCRIPTOR));
        let accept = move || {
            let stream = listener.accept();
            if stream.as_ref().is_err_and(|error| error.raw_os_error() == Some(NO_DESCRIPTOR)) {
                tell("no descriptor");
            }
            Ok(stream?.0)
        };
        let patience = Patience { request: LONG, answer: LONG };
        std::thread::spawn(move || take_from(accept, || std::thread::sleep(PAUSE), patience, answer_with(1)));
        io::stdin().read_line(&mut String::new()).unwrap();
        drop(held);
        io::stdin().read_line(&mut String::new()).unwrap();
    }
}
