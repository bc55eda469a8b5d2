package io.corsync.report;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the files of runs go.
 *
 * @param directory the directory, made when it is not there
 */
@ConfigurationProperties("reports")
public record ReportProperties(@DefaultValue("reports") String directory) {

}
