//! Encrypted connections to a database over the network.
//!
//! The modes are libpq's: `prefer` and `require` encrypt without asking who answers (unless `sslrootcert` names a
//! certificate authority), `verify-ca` checks the authority, `verify-full` the name of the host too.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::{fmt, io};

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::aws_lc_rs::default_provider;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio_postgres::tls::{ChannelBinding, MakeTlsConnect, TlsConnect, TlsStream};

/// Whom to believe at the other end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Trust {
    /// Anybody: the connection is private to whoever answers.
    Anybody,
    /// A certificate of a known authority, for whatever name.
    Authority(Roots),
    /// A certificate of a known authority for the name that was asked for.
    AuthorityAndName(Roots),
}

/// The certificate authorities to believe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Roots {
    /// Those of the operating system.
    System,
    /// Those of a PEM file.
    File(String),
}

impl Trust {
    /// What `sslmode` and `sslrootcert` ask for; `None` is a plain connection. The error is a sentence.
    pub(crate) fn of(mode: &str, root_certificate: Option<&str>) -> Result<Option<Self>, String> {
        let file = root_certificate.filter(|path| *path != "system").map(|path| Roots::File(path.to_owned()));
        match mode {
            "disable" => Ok(None),
            "allow" | "prefer" => Ok(Some(Self::Anybody)),
            "require" => Ok(Some(file.map_or(Self::Anybody, Self::Authority))),
            "verify-ca" => Ok(Some(Self::Authority(file.unwrap_or(Roots::System)))),
            "verify-full" => Ok(Some(Self::AuthorityAndName(file.unwrap_or(Roots::System)))),
            other => Err(format!("sslmode={other} is unknown: use disable, prefer, require, verify-ca or verify-full")),
        }
    }
}

impl Roots {
    fn load(&self) -> Result<RootCertStore, String> {
        let mut store = RootCertStore::empty();
        match self {
            Self::System => {
                store.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
            }
            Self::File(path) => {
                let certificates = CertificateDer::pem_file_iter(path)
                    .and_then(Iterator::collect::<Result<Vec<_>, _>>)
                    .map_err(|error| format!("the certificates in {path} (sslrootcert) cannot be read: {error}"))?;
                store.add_parsable_certificates(certificates);
            }
        }
        if store.is_empty() {
            return Err(match self {
                Self::System => "this system has no certificate authorities: install the package \
                                 ca-certificates or name a file with sslrootcert"
                    .to_owned(),
                Self::File(path) => format!("{path} (sslrootcert) holds no certificate"),
            });
        }
        Ok(store)
    }
}

/// Makes encrypted connections for the driver.
#[derive(Clone)]
pub(crate) struct Connector {
    config: Arc<ClientConfig>,
}

impl Connector {
    /// Prepares for the given trust. The error is a sentence.
    pub(crate) fn new(trust: &Trust) -> Result<Self, String> {
        let verifier = Verifier::new(trust)?;
        let config = ClientConfig::builder_with_provider(Arc::new(default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|error| error.to_string())?
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(verifier))
            .with_no_client_auth();
        Ok(Self { config: Arc::new(config) })
    }
}

impl<S> MakeTlsConnect<S> for Connector
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    type Stream = Stream<S>;
    type TlsConnect = Handshake;
    type Error = rustls::pki_types::InvalidDnsNameError;

    fn make_tls_connect(&mut self, domain: &str) -> Result<Handshake, Self::Error> {
        Ok(Handshake { config: Arc::clone(&self.config), name: ServerName::try_from(domain.to_owned())? })
    }
}

/// One connection about to be encrypted.
pub(crate) struct Handshake {
    config: Arc<ClientConfig>,
    name: ServerName<'static>,
}

impl<S> TlsConnect<S> for Handshake
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    type Stream = Stream<S>;
    type Error = io::Error;
    type Future = BoxFuture<'static, io::Result<Stream<S>>>;

    fn connect(self, stream: S) -> Self::Future {
        tokio_rustls::TlsConnector::from(self.config)
            .connect(self.name, stream)
            .map(|result| result.map(Stream))
            .boxed()
    }
}

/// An encrypted connection.
pub(crate) struct Stream<S>(tokio_rustls::client::TlsStream<S>);

impl<S: AsyncRead + AsyncWrite + Unpin> TlsStream for Stream<S> {
    fn channel_binding(&self) -> ChannelBinding {
        ChannelBinding::none()
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncRead for Stream<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_read(cx, buffer)
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncWrite for Stream<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(cx)
    }
}

/// Checks certificates as far as the trust demands.
struct Verifier {
    authority: Option<Arc<WebPkiServerVerifier>>,
    check_name: bool,
}

impl Verifier {
    fn new(trust: &Trust) -> Result<Self, String> {
        let (roots, check_name) = match trust {
            Trust::Anybody => (None, false),
            Trust::Authority(roots) => (Some(roots), false),
            Trust::AuthorityAndName(roots) => (Some(roots), true),
        };
        let authority = roots
            .map(|roots| {
                WebPkiServerVerifier::builder_with_provider(Arc::new(roots.load()?), Arc::new(default_provider()))
                    .build()
                    .map_err(|error| error.to_string())
            })
            .transpose()?;
        Ok(Self { authority, check_name })
    }
}

impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verifier").field("check_name", &self.check_name).finish_non_exhaustive()
    }
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let Some(authority) = &self.authority else {
            return Ok(ServerCertVerified::assertion());
        };
        match authority.verify_server_cert(certificate, intermediates, name, ocsp, now) {
            // The name is checked last: the chain was good.
            Err(rustls::Error::InvalidCertificate(
                CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
            )) if !self.check_name => Ok(ServerCertVerified::assertion()),
            result => result,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        match &self.authority {
            Some(authority) => authority.verify_tls12_signature(message, certificate, signature),
            None => Ok(HandshakeSignatureValid::assertion()),
        }
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        match &self.authority {
            Some(authority) => authority.verify_tls13_signature(message, certificate, signature),
            None => Ok(HandshakeSignatureValid::assertion()),
        }
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        default_provider().signature_verification_algorithms.supported_schemes()
    }
}
