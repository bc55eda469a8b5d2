package io.corsync;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

import io.corsync.cli.Opener;
import io.corsync.ledger.DatabaseAccess;
import io.corsync.status.PreviewOpener;
import io.corsync.sync.Preview;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Parts of their own for what the page does beside the daemon's.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class PageParts {

	@Bean
	@ConditionalOnMissingBean
	PreviewOpener previewOpener() {
		SpringParts parts = new SpringParts(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
		return () -> {
			Opener.Parts opened = parts.open(DatabaseAccess.COPY);
			return new PreviewOpener.Opened() {

				@Override
				public Preview preview() {
					return opened.get(Preview.class);
				}

				@Override
				public void close() {
					opened.close();
				}

			};
		};
	}

}
