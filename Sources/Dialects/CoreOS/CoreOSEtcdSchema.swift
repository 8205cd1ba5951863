/// The keys of `coreos.etcd` and `coreos.etcd2` (config/etcd.go, config/etcd2.go of coreos-cloudinit
/// v1.14.0).
enum CoreOSEtcdSchema {
    private static let newer = "etcd2 options no longer work for etcd"

    static let etcd = CoreOSType.structure(
        CoreOSField.all(
            .string,
            [
                "addr", "bind_addr", "ca_file", "cert_file", "cors", "data_dir", "discovery", "graphite_host",
                "key_file", "name", "peer_addr", "peer_bind_addr", "peer_ca_file", "peer_cert_file",
                "peer_key_file", "peers", "peers_file", "trace",
            ])
            + CoreOSField.all(
                .int,
                [
                    "cluster_active_size", "max_result_buffer", "max_retry_attempts", "peer_election_timeout",
                    "peer_heartbeat_interval", "snapshot_count",
                ])
            + CoreOSField.all(
                .float,
                [
                    "cluster_remove_delay", "cluster_sync_interval", "http_read_timeout",
                    "http_write_timeout",
                    "retry_interval",
                ]) + CoreOSField.all(.bool, ["snapshot", "verbose", "very_verbose", "very_very_verbose"])
            + CoreOSField.all(
                .string,
                [
                    "advertise_client_urls", "discovery_fallback", "discovery_srv", "discovery_proxy",
                    "initial_advertise_peer_urls", "initial_cluster", "initial_cluster_state",
                    "initial_cluster_token", "listen_client_urls", "listen_peer_urls", "proxy",
                ], deprecated: newer)
            + CoreOSField.all(
                .int, ["election_timeout", "heartbeat_interval", "max_snapshots", "max_wals"],
                deprecated: newer)
            + CoreOSField.all(.bool, ["force_new_cluster"], deprecated: newer))

    static let etcd2 = CoreOSType.structure(
        CoreOSField.all(
            .string,
            [
                "advertise_client_urls", "cert_file", "cors", "data_dir", "discovery", "discovery_fallback",
                "discovery_srv", "discovery_proxy", "initial_advertise_peer_urls", "initial_cluster",
                "initial_cluster_state", "initial_cluster_token", "key_file", "listen_client_urls",
                "listen_peer_urls", "log_package_levels", "name", "peer_cert_file", "peer_key_file",
                "peer_trusted_ca_file", "trusted_ca_file", "wal_dir",
            ])
            + CoreOSField.all(
                .int,
                [
                    "election_timeout", "heartbeat_interval", "max_snapshots", "max_wals",
                    "proxy_dial_timeout",
                    "proxy_failure_wait", "proxy_read_timeout", "proxy_refresh_interval",
                    "proxy_write_timeout",
                    "snapshot_count",
                ])
            + CoreOSField.all(
                .bool,
                [
                    "client_cert_auth", "debug", "enable_pprof", "force_new_cluster", "peer_client_cert_auth",
                    "strict_reconfig_check",
                ])
            + [
                CoreOSField(
                    "ca_file", .string,
                    deprecated: "ca_file obsoleted by trusted_ca_file and client_cert_auth"),
                CoreOSField(
                    "peer_ca_file", .string,
                    deprecated: "peer_ca_file obsoleted peer_trusted_ca_file and peer_client_cert_auth"),
                CoreOSField("proxy", .string, pattern: .etcd2Proxy),
            ])
}
