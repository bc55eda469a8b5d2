package io.corsync.status;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The page to look at, with everything on it.
 */
final class PageDemo {

	private PageDemo() {
	}

	// A year and more of nights, and an agency with a long past.
	static void many(PageSite site) {
		site.sync();
		JdbcClient jdbc = site.bean(JdbcClient.class);
		jdbc.sql(
				"""
						INSERT INTO ledger (target_id, kind, external_id, name, name_key, state, accepted_payload, cause, message,
						  stuck_since, source_stamp, mapping_version, attempts, last_run, last_step, last_outcome, fence, version,
						  updated_at)
						SELECT 1, 'project', '006X' || LPAD(X, 14, '0'), 'Deal number ' || X, 'deal number ' || X,
						  CASE WHEN MOD(X, 50) = 0 THEN 'REJECTED' ELSE 'SYNCED' END, '{"name":"Deal"}',
						  CASE WHEN MOD(X, 50) = 0 THEN 'ValidationError' END, CASE WHEN MOD(X, 50) = 0 THEN 'It is wrong' END,
						  CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 'm', 0, 1, 'syncProjects', 'created', 1, 1, CURRENT_TIMESTAMP
						FROM SYSTEM_RANGE(1, 100000)
						""")
			.update();
		jdbc.sql(
				"""
						INSERT INTO run (target_id, command, selection, fingerprint, mapping_version, filter, state, exit_code, host,
						  pid, fence, started_at, ended_at)
						SELECT 1, 'sync', 'changed', 'f', 'm', 'IsWon = true',
						  CASE WHEN MOD(X, 37) = 0 THEN 'FAILED' ELSE 'COMPLETED' END, CASE WHEN MOD(X, 5) = 0 THEN 3 ELSE 0 END, 'h', 1,
						  1, DATEADD(DAY, X - 401, CURRENT_TIMESTAMP), DATEADD(MINUTE, (X - 401) * 1440 + 4, CURRENT_TIMESTAMP)
						FROM SYSTEM_RANGE(1, 400)
						""")
			.update();
		for (String count : List.of("'read', 90 + MOD(run_number * 7, 60)", "'created', 10 + MOD(run_number * 7, 60)",
				"'unchanged', 60", "'updated', 20 - MOD(run_number, 5)", "'rejected', MOD(run_number, 5)")) {
			jdbc.sql(
					"INSERT INTO run_count SELECT run_number, 'syncProjects', 'project', %s FROM run WHERE run_number > 1"
						.formatted(count))
				.update();
		}
	}

	/**
	 * Opens it at the port that is given, and stays.
	 * @param args the port
	 */
	public static void main(String[] args) throws Exception {
		System.setProperty("sun.net.httpserver.nodelay", "true");
		Path directory = Files.createTempDirectory("page");
		PageSite site = PageSite.open(directory, (args.length > 1) ? Integer.parseInt(args[1]) : 30,
				Integer.parseInt(args[0]), "--spring.thymeleaf.cache=false",
				"--spring.thymeleaf.prefix=file:src/main/resources/templates/",
				"--spring.web.resources.static-locations=file:src/main/resources/static/,classpath:/META-INF/resources/");
		if (args.length < 3) {
			new PageStory(site).tell();
		}
		else {
			many(site);
		}
		System.out.println("READY " + site.url() + " " + directory);
		new CountDownLatch(1).await();
	}

}
