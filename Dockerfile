# docker build -t budget-rules .
# docker run --rm -v "$PWD:/data" budget-rules check 2025.pdf
FROM python:3.12-slim
COPY pyproject.toml README.md LICENSE /source/
COPY src /source/src
COPY rules /source/rules
RUN pip install --no-cache-dir "/source[all]" && rm -r /source && useradd --create-home checker
USER checker
WORKDIR /data
ENTRYPOINT ["budget-rules"]
CMD ["--help"]
