//! Taking the port, before anything else is started.

use std::{
    io::{self, ErrorKind},
    net::{TcpListener, ToSocketAddrs},
};

use super::Failure;
use crm::config::Config;

/// Takes the configured address.
///
/// # Errors
/// A sentence that names the setting to change.
pub fn bind(config: &Config) -> Result<TcpListener, Failure> {
    let (host, port) = (config.host.as_str(), config.port);
    let plain_host = host.trim_start_matches('[').trim_end_matches(']');
    let addresses: Vec<_> = match (plain_host, port).to_socket_addrs() {
        Ok(addresses) => addresses.collect(),
        Err(error) => {
            return Err(Failure::Usage(format!(
                "The host `{host}` is no address of this machine ({error}). \
                 Give one with --host or HOST: 127.0.0.1 for this machine alone, 0.0.0.0 for the network."
            )));
        }
    };
    let listener = TcpListener::bind(addresses.as_slice()).map_err(|error| refused(host, port, &error))?;
    listener.set_nonblocking(true).map_err(|error| refused(host, port, &error))?;
    Ok(listener)
}

fn refused(host: &str, port: u16, error: &io::Error) -> Failure {
    Failure::Failed(match error.kind() {
        ErrorKind::AddrInUse => format!(
            "Port {port} on {host} is in use by another program (perhaps another Medical CRM).\n\
             Choose another port with --port {} or PORT, or --port 0 for any free one.\n\
             `ss -ltnp 'sport = :{port}'` shows the program that has it.",
            port.checked_add(1).unwrap_or(3001),
        ),
        ErrorKind::PermissionDenied => format!(
            "This user may not listen on port {port}. Choose a port above 1023 with --port or PORT, \
             and put a reverse proxy in front of it."
        ),
        ErrorKind::AddrNotAvailable => format!(
            "{host} is no address of this machine. \
             Give one with --host or HOST: 127.0.0.1 for this machine alone, 0.0.0.0 for the network."
        ),
        _ => format!("The server cannot listen on {host}, port {port}: {error}."),
    })
}
