// SPDX-License-Identifier: EUPL-1.2
import java.nio.file.Path;
import java.time.Duration;
import org.neo4j.configuration.GraphDatabaseInternalSettings;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.io.ByteUnit;

/**
 * A Neo4j Community server for tests, on loopback only. Arguments: the folder of its data, the Bolt port.
 *
 * It lives as long as its standard input is open, so it can never outlive the process that started it.
 */
public class Neo4jServer {
  public static void main(String[] arguments) throws Exception {
    var home = Path.of(arguments[0]);
    var address = new SocketAddress("127.0.0.1", Integer.parseInt(arguments[1]));
    var server =
        new DatabaseManagementServiceBuilder(home)
            .setConfig(BoltConnector.enabled, true)
            .setConfig(BoltConnector.listen_address, address)
            .setConfig(BoltConnector.advertised_address, address) // what neo4j:// routing hands out
            .setConfig(GraphDatabaseSettings.pagecache_memory, ByteUnit.mebiBytes(256))
            // Planning is most of the work, and emptying changes all statistics: keep the plans.
            .setConfig(GraphDatabaseSettings.query_statistics_divergence_threshold, 1.0)
            .setConfig(GraphDatabaseInternalSettings.query_statistics_divergence_target, 1.0)
            .setConfig(GraphDatabaseSettings.cypher_min_replan_interval, Duration.ofHours(1))
            .setConfig(GraphDatabaseInternalSettings.cypher_replan_interval_target, Duration.ofHours(2))
            .setConfig(GraphDatabaseInternalSettings.cypher_size_hint_parameters, false)
            .setConfig(GraphDatabaseSettings.query_cache_size, 10_000)
            .build();
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown));
    System.out.println("ready");
    while (System.in.read() != -1) {
      // nothing to say to it: only the end of the input counts
    }
    System.exit(0);
  }
}
